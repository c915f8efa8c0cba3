#include "course/build_cache.hpp"

#include "course/compile.hpp"
#include "posix/error.hpp"

#include <array>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

namespace ipclab::course {
namespace {

// First line of an entry: the sizes of manifest, log and executable, which follow in this order.
constexpr const char* kHeader = "ipclab-build 1 %zu %zu %zu\n";
constexpr std::size_t kLargestEntry = kLargestProgram + (8U << 20);

std::string header(std::size_t manifest, std::size_t log, std::size_t executable) {
  std::array<char, 96> line{};
  std::snprintf(line.data(), line.size(), kHeader, manifest, log, executable);
  return line.data();
}

}  // namespace

std::optional<BuildCache::Entry> BuildCache::find(const std::string& slot, std::string_view manifest) const {
  const auto bytes = posix::read_file(path_of(slot), kLargestEntry);
  if (!bytes) return std::nullopt;
  std::size_t manifest_size = 0, log_size = 0, executable_size = 0;
  if (std::sscanf(bytes->c_str(), kHeader, &manifest_size, &log_size, &executable_size) != 3) return std::nullopt;
  const std::string first = header(manifest_size, log_size, executable_size);
  if (manifest_size != manifest.size() || executable_size == 0 ||
      bytes->size() != first.size() + manifest_size + log_size + executable_size || !bytes->starts_with(first))
    return std::nullopt;
  std::string_view rest(*bytes);
  rest.remove_prefix(first.size());
  if (rest.substr(0, manifest_size) != manifest) return std::nullopt;
  rest.remove_prefix(manifest_size);
  return Entry{std::string(rest.substr(0, log_size)), memory_file(slot, rest.substr(log_size))};
}

void BuildCache::keep(const std::string& slot, std::string_view manifest, std::string_view log, int executable) {
  try {
    struct stat info {};
    if (::fstat(executable, &info) != 0) throw posix::Error("fstat");
    std::string program(static_cast<std::size_t>(info.st_size), '\0');
    if (::pread(executable, program.data(), program.size(), 0) != info.st_size) throw posix::Error("pread");
    std::error_code trouble;
    std::filesystem::create_directories(folder_, trouble);
    if (trouble) throw posix::Error("mkdir", folder_.string(), trouble.value());
    std::string entry = header(manifest.size(), log.size(), program.size());
    entry.append(manifest).append(log).append(program);
    posix::replace_file(path_of(slot), entry);
  } catch (const posix::Error& trouble) {
    if (trouble_.empty()) trouble_ = trouble.what();
  }
}

}  // namespace ipclab::course
