#include "course/source.hpp"

#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace ipclab::course {
namespace {

std::string cannot(int number) {
  switch (number) {
    case ENOENT: return "is missing";
    case ELOOP: return "is reached through a symbolic link, which the grader does not follow";
    case ENOTDIR: return "is not there: a part of its path is not a folder";
    default: return "cannot be read: " + std::string(std::strerror(number));
  }
}

std::string kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "is a directory, not a file";
  if (S_ISFIFO(mode)) return "is a FIFO, not a regular file";
  if (S_ISSOCK(mode)) return "is a socket, not a regular file";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "is a device, not a regular file";
  if (S_ISLNK(mode)) return cannot(ELOOP);
  return {};
}

// Length of the UTF-8 sequence at the front (RFC 3629), 0 when there is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
  const bool beyond = (first == 0xed && byte(1) >= 0xa0) || (first == 0xf4 && byte(1) >= 0x90);
  return overlong || beyond ? 0 : length;
}

std::string what_is_not_utf8(std::string_view text) {
  int line = 1;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      const char* digits = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(text.front());
      return std::string("is not UTF-8 (byte 0x") + digits[byte >> 4] + digits[byte & 15] + " in line " + std::to_string(line) + ")";
    }
    if (text.front() == '\n') ++line;
    text.remove_prefix(length);
  }
  return {};
}

// Opens part by part, so that no part may be a link: openat(2), O_NOFOLLOW. Sets errno when there is nothing.
std::optional<posix::Fd> open_below(const std::filesystem::path& tree, const std::string& name, std::string& trouble) {
  posix::Fd folder(::open(tree.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  std::string rest = name;
  for (auto slash = rest.find('/'); folder.open() && slash != std::string::npos; slash = rest.find('/')) {
    const std::string part = rest.substr(0, slash);
    rest.erase(0, slash + 1);
    struct stat info {};
    if (::fstatat(folder.get(), part.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode)) {
      errno = ELOOP;
      return std::nullopt;
    }
    folder = posix::Fd(::openat(folder.get(), part.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  }
  struct stat info {};
  if (!folder.open() || ::fstatat(folder.get(), rest.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  if (!(trouble = kind_of(info.st_mode)).empty()) return std::nullopt;
  // O_NONBLOCK: it may have become a FIFO since.
  posix::Fd file(::openat(folder.get(), rest.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC));
  if (!file.open() || ::fstat(file.get(), &info) != 0) return std::nullopt;
  if (!(trouble = kind_of(info.st_mode)).empty()) return std::nullopt;
  return file;
}

}  // namespace

bool is_utf8(std::string_view text) { return what_is_not_utf8(text).empty(); }

Source read_source(const std::filesystem::path& tree, const std::string& name) {
  Source source;
  const auto file = open_below(tree, name, source.trouble);
  if (!file) {
    if (source.trouble.empty()) source.trouble = cannot(errno);
    return source;
  }
  try {
    source.text = posix::read_all(file->get(), kLargestSource + 1);
  } catch (const posix::Error& trouble) {
    source.trouble = cannot(trouble.number());
    return source;
  }
  if (source.text.size() > kLargestSource) source.trouble = "is larger than 1 MiB";
  else if (source.text.find_first_not_of(" \t\r\n") == std::string::npos) source.trouble = "is empty";
  else source.note = what_is_not_utf8(source.text);
  if (!source.trouble.empty()) source.text.clear();
  return source;
}

}  // namespace ipclab::course
