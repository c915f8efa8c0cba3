// Length-prefixed messages with file descriptors over a unix(7) stream socket (SCM_RIGHTS).
#pragma once
#include "posix/fd.hpp"
#include <optional>
#include <string>
#include <vector>

namespace ipclab::posix {

struct Message {
  std::string bytes;
  std::vector<Fd> fds;  // at most 32
};

// Blocks until all is sent. Throws Error (EPIPE when the other end is gone).
void send_message(int socket, std::string_view bytes, const std::vector<int>& fds = {});
// Blocks for one whole message; nothing at end of file. Throws Error.
[[nodiscard]] std::optional<Message> receive_message(int socket);

}  // namespace ipclab::posix
