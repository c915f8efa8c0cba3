// What was typed, key by key.
#pragma once
#include <string_view>
#include <vector>

namespace ipclab::app {

// A letter stands for itself, small; Ctrl-C and Ctrl-Z are the bytes they are.
struct Key {
  enum Named : int { up = 256, down, page_up, page_down, home, end, escape, enter, other };
  int code = other;
  bool operator==(const Key&) const = default;
};
inline constexpr int kCtrlC = 3, kCtrlD = 4, kCtrlL = 12, kCtrlZ = 26;

// The keys in what one read(2) got. An escape with nothing behind it is the key of that name.
[[nodiscard]] std::vector<Key> keys_in(std::string_view bytes);

}  // namespace ipclab::app
