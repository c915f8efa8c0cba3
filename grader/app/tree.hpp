// Which tree of programs a command speaks of: labs/, --solutions, or --dir DIR.
#pragma once
#include "course/build.hpp"
#include <filesystem>
#include <string>

namespace ipclab::app {

// Throws posix::Error when there is no such folder.
[[nodiscard]] course::Tree tree_of(const std::filesystem::path& root, const std::string& dir, bool solutions);

}  // namespace ipclab::app
