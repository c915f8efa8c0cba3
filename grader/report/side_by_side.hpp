// A piece of source before and after a repair.
#pragma once
#include "report/words.hpp"
#include <string>

namespace ipclab::report {

// In two columns where both fit, else one under the other. The indentation that all lines share is left out.
[[nodiscard]] std::string side_by_side(const std::string& broken, const std::string& repaired, std::size_t indent, const Style& style);

}  // namespace ipclab::report
