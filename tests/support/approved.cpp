#include "support/approved.hpp"

#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace ipclab::tests {
namespace {

std::string first_difference(const std::string& approved, const std::string& text) {
  const auto before = lines_of(approved), now = lines_of(text);
  for (std::size_t i = 0; i < std::max(before.size(), now.size()); ++i) {
    const std::string was = i < before.size() ? before[i] : "(no such line)", is = i < now.size() ? now[i] : "(no such line)";
    if (was != is) return "line " + std::to_string(i + 1) + "\n  approved: " + was + "\n  now:      " + is;
  }
  return "only in line ends";
}

}  // namespace

void approve(const std::string& name, const std::string& text) {
  const std::filesystem::path file = std::filesystem::path("tests/approved") / (name + ".txt");
  const std::string approved = text_of(file);
  if (approved == text) return;
  if (const char* rewrite = std::getenv("IPCLAB_APPROVE"); rewrite != nullptr && std::string(rewrite) == "1") {
    std::ofstream(project_root() / file, std::ios::binary) << text;
    return;
  }
  FAIL(file.string() << " differs, " << first_difference(approved, text) << "\nIPCLAB_APPROVE=1 takes the new text:\n" << text);
}

}  // namespace ipclab::tests
