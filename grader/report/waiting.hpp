// Who waits for what, as a small table with the reasons below it.
#pragma once
#include "check/result.hpp"
#include <string>

namespace ipclab::report {

[[nodiscard]] std::string place_of(const check::Place& place);  // "relay.cpp:41"
// Its columns as wide as they need to be; then why, each reason once. Empty when nobody waits.
[[nodiscard]] std::string waiting_table(const check::Finding& finding, std::size_t indent, std::size_t width);

}  // namespace ipclab::report
