#!/usr/bin/env python3
"""Writes simplified_chinese.cpp: traditional Chinese characters and the form that they fold to.

    apt-get install opencc libopencc-data        # Debian 12: 1.1.6
    python3 indexer/text/simplified_chinese.py > indexer/text/simplified_chinese.cpp

The dictionaries are those of OpenCC (Apache-2.0). TSCharacters gives each character its simplified
form; where the first form is the character itself and there is another (瞭 is 瞭 and 了), that one is
taken: 瞭解 and 了解 are one word. The regional forms of TWVariants and HKVariants (着 and 著, 台 and 枱)
are one character too. The result is closed: no form folds any further.
"""
import os
import subprocess
import sys
import tempfile

DICTIONARIES = os.environ.get("OPENCC_DATA", "/usr/share/opencc")
COLUMNS = 64

HEAD = """\
// Made by simplified_chinese.py from OpenCC 1.1.6 (https://github.com/BYVoid/OpenCC), files
// TSCharacters, STCharacters, TWVariants and HKVariants. Copyright 2010-2022 BYVoid
// <byvoid.kcp@gmail.com>. Licensed under the Apache License, Version 2.0: you may not use these
// tables except in compliance with it; a copy is at http://www.apache.org/licenses/LICENSE-2.0.
// They come without warranties or conditions of any kind. Changed from the original: one form for
// each character, regional forms among them, sorted by code point.
#include "indexer/text/simplified_chinese.h"

#include <algorithm>
#include <string_view>

namespace assay::unicode {
namespace {

// clang-format off
"""
TAIL = """\
// clang-format on
static_assert(traditional.size() == simplified.size());
static_assert(std::is_sorted(traditional.begin(), traditional.end()));

}  // namespace

char32_t to_simplified(char32_t value) {
    const auto place = std::lower_bound(traditional.begin(), traditional.end(), value);
    if (place == traditional.end() || *place != value) return value;
    return simplified[static_cast<std::size_t>(place - traditional.begin())];
}

}  // namespace assay::unicode
"""


def dictionary(name):
    """The lines of an OpenCC dictionary: a character, and the forms it may have."""
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, name)
        subprocess.run(
            [
                "opencc_dict",
                "-f",
                "ocd2",
                "-t",
                "text",
                "-i",
                f"{DICTIONARIES}/{name}.ocd2",
                "-o",
                text,
            ],
            check=True,
        )
        with open(text, encoding="utf-8") as lines:
            entries = [line.rstrip("\n").split("\t") for line in lines]
    return sorted((key, forms.split(" ")) for key, forms in entries if len(key) == 1)


def simplified_forms():
    form = {}
    for key, forms in dictionary("TSCharacters"):
        form[key] = next((each for each in forms if each != key), key)

    def last(character):
        seen = []
        while form.get(character, character) != character and character not in seen:
            seen.append(character)
            character = form[character]
        return character

    simple = set(form.values()) | {key for key, _ in dictionary("STCharacters")}

    def in_use(character):  # 么 and 抬 are common in China, 幺 and 擡 are not
        return (character in simple) + (character.encode("gb2312", "ignore") != b"")

    for name in ("TWVariants", "HKVariants"):
        for key, forms in dictionary(name):
            for other in forms:
                ours, theirs = last(key), last(other)
                if ours == theirs:
                    continue
                if in_use(theirs) > in_use(ours):
                    ours, theirs = theirs, ours
                form[theirs] = ours
    return {key: last(key) for key in sorted(form) if last(key) != key}


def array(name, characters):
    lines = [f"constexpr std::u32string_view {name} ="]
    for begin in range(0, len(characters), COLUMNS):
        lines.append(f'    U"{"".join(characters[begin:begin + COLUMNS])}"')
    return "\n".join(lines) + ";\n"


def main():
    forms = simplified_forms()
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(
        HEAD + array("traditional", list(forms)) + array("simplified", list(forms.values())) + TAIL
    )


if __name__ == "__main__":
    main()
