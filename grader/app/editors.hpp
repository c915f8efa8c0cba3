// What editors want to know of the project.
#pragma once
#include "course/catalog.hpp"

namespace ipclab::app {

// compile_commands.json in the project's folder, where clangd and others look for it: how the programs under labs/ are
// compiled, and behind them what CMake has written of the project itself, if there is that. Rewritten when it differs;
// a folder that cannot be written to is nobody's trouble.
void write_compile_commands(const course::Catalog& catalog) noexcept;

}  // namespace ipclab::app
