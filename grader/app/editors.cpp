#include "app/editors.hpp"

#include "course/compile_commands.hpp"
#include "posix/fd.hpp"

#include <exception>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

constexpr const char* kName = "compile_commands.json";
constexpr std::size_t kLargest = 16U << 20;

}  // namespace

void write_compile_commands(const course::Catalog& catalog) noexcept {
  try {
    const fs::path file = catalog.root() / kName;
    const auto project = posix::read_file((catalog.root() / "build" / "release" / kName).string(), kLargest);
    const std::string text = course::compile_commands(catalog, project.value_or(""));
    // A link, as the launcher leaves it for the project alone, is replaced as well.
    if (!fs::is_symlink(fs::symlink_status(file)) && posix::read_file(file.string(), kLargest) == text) return;
    posix::replace_file(file.string(), text);
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace ipclab::app
