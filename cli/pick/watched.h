// Runs what draws on a terminal in a process of its own, so that the terminal is as before whatever
// happens to that process.
#pragma once

#include <functional>
#include <iosfwd>

namespace assay::cli {

/// Runs draw() in a child process, waits for it, and returns its exit code; 128 + n if signal n
/// ended it. The terminal `file` gets its modes back. If the child crashed, it also gets back its
/// own screen. Signals that would end this process are passed on to the child. What the child
/// writes to stderr appears there afterwards. draw() throws nothing.
int run_watched(int file, const std::function<int()>& draw);

/// The same stderr as before run_watched(), for what the child runs when it has drawn.
void restore_messages();

}  // namespace assay::cli
