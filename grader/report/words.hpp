// Text for a terminal of some columns: measuring, wrapping, padding, colouring. Widths count code points of UTF-8; what
// programs and files bring in is made printable first.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::report {

struct Style {
  bool colour = false;
  std::size_t width = 80;
};

enum class Paint { plain, strong, dim, good, bad, unsure };

// Coloured when the style says so; adds no columns.
[[nodiscard]] std::string painted(const Style& style, Paint paint, std::string_view text);
[[nodiscard]] std::size_t columns(std::string_view text);
[[nodiscard]] std::string padded(std::string text, std::size_t width);
// Lines of at most `width` columns, broken at blanks where there are any, else anywhere. At least one line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);
// The same as a block: each line indented, each with its line feed; lines after the first `deeper` further in.
[[nodiscard]] std::string block(std::string_view text, std::size_t indent, std::size_t width, std::size_t deeper = 0);
// A block in colour, line by line.
[[nodiscard]] std::string painted_block(const Style& style, Paint paint, std::string_view text, std::size_t deeper = 0);
// Valid UTF-8 without control characters: those become \x.., and so does what is no UTF-8.
[[nodiscard]] std::string clean(std::string_view text);

}  // namespace ipclab::report
