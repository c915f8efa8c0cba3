// How a host and the grader talk, and how a host is started. Private to this room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::world {

inline constexpr const char* kHostFlag = "--world-host";  // argv: kHostFlag TIER watch|blind; the socket is fd 0
// A request with this text is answered by the host room itself: it starts a program in the world and ends it.
inline constexpr std::string_view kProbe = "probe";

// First byte of what a host sends back.
inline constexpr char kAnswered = 'A';  // the handler's answer follows
inline constexpr char kTrouble = 'T';   // the reason why there is none follows

}  // namespace ipclab::world
