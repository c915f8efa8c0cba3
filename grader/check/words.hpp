// Words for what people read: bytes of a program as printable text, counts with their noun.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::check {

// Bytes as one line of printable text: \n, \t, \x1b, \xff; cut in the middle with " … N bytes … ".
// Valid UTF-8 stays as it is.
[[nodiscard]] std::string printable(std::string_view bytes, std::size_t limit = 400);

// "1 byte", "3 bytes".
[[nodiscard]] std::string counted(std::size_t n, std::string_view noun);

// An argument as one would type it in a shell: in quotes where it needs them.
[[nodiscard]] std::string as_typed(std::string_view argument);

// A key of System V IPC as programs write it and as ipcs(1) shows it: "73011 = 0x11d33".
[[nodiscard]] std::string as_key(int key);

// "one, two and three".
[[nodiscard]] std::string listed(const std::vector<std::string>& words, std::string_view last = " and ");

}  // namespace ipclab::check
