// Names and source lines of addresses, from symbol tables and DWARF (libdw).
#pragma once
#include "observe/standstill.hpp"
#include <elfutils/libdwfl.h>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::observe {

// The line of the program's own text that the code at `pc` comes from: where a function of a system header was
// inlined or instantiated, the place that called it. Nothing when there is none.
[[nodiscard]] std::optional<SourceLine> source_line(Dwfl_Module* module, Dwarf_Addr pc);
// The same, and then the places from which the functions inlined there were called, innermost first.
[[nodiscard]] std::vector<SourceLine> source_lines(Dwfl_Module* module, Dwarf_Addr pc);
// The function that `pc` lies in, for certain, without its arguments and leading underscores: "read",
// "std::condition_variable::wait".
// Empty when the symbol table does not cover it.
[[nodiscard]] std::string function_name(Dwfl_Module* module, Dwarf_Addr pc);
// Demangled, without symbol version and compiler's number: "lock" for "lock.0", "read" for "read@@GLIBC_2.2.5".
[[nodiscard]] std::string readable_name(const char* symbol);

}  // namespace ipclab::observe
