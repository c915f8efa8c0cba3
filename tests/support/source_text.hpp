// Our own source files as text, for the tests that look at them (tests/arch).
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::tests {

// The checkout: IPCLAB_ROOT, which CTest sets, else the folder that this binary was built from.
[[nodiscard]] std::filesystem::path project_root();

// Regular files below `folder` (relative to the checkout) that end in one of `endings`, sorted; paths relative to
// the checkout. Empty when there is no such folder.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                             const std::vector<std::string>& endings);
[[nodiscard]] std::string text_of(const std::filesystem::path& file);  // relative to the checkout

struct Include {
  int line = 0;
  bool quoted = false;  // "..." rather than <...>
  std::string name;     // "observe/watch.hpp"
};
[[nodiscard]] std::vector<Include> includes_of(std::string_view text);

// C++ text with comments and the inside of literals blanked; line breaks stay where they are.
[[nodiscard]] std::string code_only(std::string_view text);

// Lines of a text, without their ends.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

}  // namespace ipclab::tests
