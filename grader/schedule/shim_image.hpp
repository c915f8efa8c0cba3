// The shim (schedule/shim/) as bytes: it is part of the grader's own file, so that no path can lead to another one.
#pragma once
#include <string_view>

namespace ipclab::schedule {

// libipclab_shim.so, an ELF shared object; lives as long as the process.
[[nodiscard]] std::string_view shim_image();

}  // namespace ipclab::schedule
