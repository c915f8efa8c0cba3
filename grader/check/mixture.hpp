// Lines of several writers in one text, mixed in any way but line by line. A pure function.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::check {

struct NoMixture {
  std::vector<std::string> foreign;  // lines that nobody was to write there, or not again, or not yet
  std::vector<std::string> missing;  // lines that are owed
};

// Whether `text` begins with `begin`, and the rest is all lines of `whole` and the first few (or none, or all) of each
// of `part`, those of each text in their order. Each text is some lines with their newlines. Nothing: it is.
// No line may be owed by two of them.
[[nodiscard]] std::optional<NoMixture> why_no_mixture(std::string_view text, std::string_view begin, const std::vector<std::string>& whole,
                                                      const std::vector<std::string>& part);

}  // namespace ipclab::check
