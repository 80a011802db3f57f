// What AddressSanitizer does in the program under test, whatever environment a test gives it.
// Leaks are left to the fuzz targets: Xapian loses memory where a disk is full, and a child that
// only reads an index ends without freeing. Xapian 1.4's Database::check() deletes an object by a
// base class of another size; its own memory is not affected.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
    return "detect_leaks=0:allocator_may_return_null=1:new_delete_type_mismatch=0";
}
