// The student's own editor.
#pragma once
#include <filesystem>
#include <string>
#include <sys/types.h>

namespace ipclab::app {

// $EDITOR, else $VISUAL, else vi or nano where they are; empty when there is none.
[[nodiscard]] std::string editor();
// True when `editor +LINE FILE` begins at that line.
[[nodiscard]] bool takes_line(const std::string& editor);
// Starts it on this terminal, at `line` (0: wherever it likes); returns its process id. Throws posix::Error.
[[nodiscard]] pid_t start_editor(const std::string& editor, const std::filesystem::path& file, int line);

}  // namespace ipclab::app
