#include "posix/message.hpp"

#include "posix/error.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

namespace ipclab::posix {
namespace {
constexpr std::size_t kMaxFds = 32;
constexpr std::uint64_t kMaxBytes = 64U << 20;

struct Header {
  std::uint64_t bytes;
  std::uint64_t fds;
};

union Control {
  cmsghdr align;
  char room[CMSG_SPACE(sizeof(int) * kMaxFds)];
};

void send_part(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw Error("send");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

// False at end of file before the first byte; an end in the middle is an error.
bool receive_part(int socket, char* to, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const ssize_t n = ::recv(socket, to + have, size - have, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw Error("recv");
    if (n == 0 && have == 0) return false;
    if (n == 0) throw Error("recv", "of a message that ends early", ECONNRESET);
    have += static_cast<std::size_t>(n);
  }
  return true;
}

void take_fds(const msghdr& message, std::vector<Fd>& fds) {
  for (const cmsghdr* c = CMSG_FIRSTHDR(&message); c != nullptr; c = CMSG_NXTHDR(const_cast<msghdr*>(&message), const_cast<cmsghdr*>(c))) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(int));
      fds.emplace_back(fd);
    }
  }
}
}  // namespace

void send_message(int socket, std::string_view bytes, const std::vector<int>& fds) {
  if (fds.size() > kMaxFds) throw Error("sendmsg", "with too many descriptors", EINVAL);
  Header header{bytes.size(), fds.size()};
  iovec part{&header, sizeof header};
  Control control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (!fds.empty()) {
    message.msg_control = control.room;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * fds.size());
    cmsghdr* c = CMSG_FIRSTHDR(&message);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(int) * fds.size());
    std::memcpy(CMSG_DATA(c), fds.data(), sizeof(int) * fds.size());
  }
  ssize_t sent = 0;
  do sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  if (sent < 0) throw Error("sendmsg");
  send_part(socket, std::string_view(reinterpret_cast<const char*>(&header), sizeof header).substr(static_cast<std::size_t>(sent)));
  send_part(socket, bytes);
}

std::optional<Message> receive_message(int socket) {
  Header header{};
  iovec part{&header, sizeof header};
  Control control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.room;
  message.msg_controllen = sizeof control.room;
  ssize_t got = 0;
  do got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got < 0) throw Error("recvmsg");
  if (got == 0) return std::nullopt;
  Message result;
  take_fds(message, result.fds);
  if (static_cast<std::size_t>(got) < sizeof header &&
      !receive_part(socket, reinterpret_cast<char*>(&header) + got, sizeof header - static_cast<std::size_t>(got)))
    throw Error("recv", "of a message that ends early", ECONNRESET);
  if (header.bytes > kMaxBytes || header.fds != result.fds.size()) throw Error("recvmsg", "of a malformed message", EPROTO);
  result.bytes.resize(header.bytes);
  if (header.bytes > 0 && !receive_part(socket, result.bytes.data(), result.bytes.size())) throw Error("recv", "of a message that ends early", ECONNRESET);
  return result;
}

}  // namespace ipclab::posix
