// A student's source file as it lies there: read without trusting it. Nothing but a regular file is opened (a FIFO
// would block, a device may act), no symbolic link is followed on the way below the tree (it could name any file of
// whoever grades), and no more than kLargestSource bytes are taken.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace ipclab::course {

inline constexpr std::size_t kLargestSource = 1U << 20;

struct Source {
  std::string text;
  std::string trouble;  // not empty: it cannot be used, and this is why: "is a directory"
  std::string note;     // not empty: it can, but: "is not UTF-8 (byte 0xe4 in line 3)"
};

// `name` is relative to `tree`: "pipe/1-sender/sender.cpp".
[[nodiscard]] Source read_source(const std::filesystem::path& tree, const std::string& name);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace ipclab::course
