// The students' programs as a compilation database (clang.llvm.org/docs/JSONCompilationDatabase.html), for editors.
#pragma once
#include "course/catalog.hpp"
#include <string>
#include <string_view>

namespace ipclab::course {

// One entry for each .cpp in a step under labs/, with the flags of a plain build. `project`: a database whose entries
// are taken over behind them; what is none is left out.
[[nodiscard]] std::string compile_commands(const Catalog& catalog, std::string_view project);

}  // namespace ipclab::course
