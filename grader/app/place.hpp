// Where the grader keeps what is the student's: .ipclab/ in the project's folder.
#pragma once
#include <filesystem>
#include <string>

namespace ipclab::app {

[[nodiscard]] inline std::filesystem::path state_folder(const std::filesystem::path& root) { return root / ".ipclab"; }
[[nodiscard]] inline std::filesystem::path progress_file(const std::filesystem::path& root) { return state_folder(root) / "progress.json"; }
[[nodiscard]] inline std::filesystem::path build_folder(const std::filesystem::path& root) { return state_folder(root) / "build"; }

// As the person would name it from where they are: relative when that is shorter.
[[nodiscard]] std::string shown(const std::filesystem::path& path);

}  // namespace ipclab::app
