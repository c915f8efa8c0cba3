#include "app/watch_keys.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace ipclab::app {
namespace {

constexpr std::pair<std::string_view, int> kSequences[] = {
    {"[A", Key::up},        {"OA", Key::up},        {"[B", Key::down},  {"OB", Key::down},  {"[5~", Key::page_up},
    {"[6~", Key::page_down}, {"[H", Key::home},      {"OH", Key::home},  {"[1~", Key::home}, {"[F", Key::end},
    {"OF", Key::end},        {"[4~", Key::end},
};

// Bytes of the sequence that begins behind an escape (ECMA-48); 0 when none does.
std::size_t sequence_length(std::string_view rest) {
  if (rest.empty() || (rest[0] != '[' && rest[0] != 'O')) return 0;
  std::size_t at = 1;
  while (at < rest.size() && rest[0] == '[' && rest[at] >= 0x20 && rest[at] < 0x40) ++at;
  return std::min(at + 1, rest.size());
}

}  // namespace

std::vector<Key> keys_in(std::string_view bytes) {
  std::vector<Key> keys;
  while (!bytes.empty()) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    if (byte == 0x1b) {
      const std::size_t length = sequence_length(bytes);
      const auto sequence = bytes.substr(0, length);
      const auto* row = std::find_if(std::begin(kSequences), std::end(kSequences), [&](const auto& other) { return other.first == sequence; });
      keys.push_back({length == 0 ? Key::escape : row == std::end(kSequences) ? Key::other : row->second});
      bytes.remove_prefix(length);
    } else if (byte == '\r' || byte == '\n') {
      keys.push_back({Key::enter});
    } else {
      keys.push_back({byte < 0x80 ? std::tolower(byte) : Key::other});
    }
  }
  return keys;
}

}  // namespace ipclab::app
