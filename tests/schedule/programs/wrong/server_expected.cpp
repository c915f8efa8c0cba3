// Connects once; the server may not listen yet.
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

int main() {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  snprintf(address.sun_path, sizeof address.sun_path, "/tmp/server.%d", static_cast<int>(getpid()));
  const auto* where = reinterpret_cast<const sockaddr*>(&address);
  const pid_t child = fork();
  if (child == 0) {
    const int server = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(server, where, sizeof address) != 0 || listen(server, 1) != 0) _exit(1);
    _exit(accept(server, nullptr, nullptr) >= 0 ? 0 : 1);
  }
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  const bool there = connect(client, where, sizeof address) == 0;
  if (!there) kill(child, SIGTERM);
  waitpid(child, nullptr, 0);
  unlink(address.sun_path);
  puts(there ? "connected" : "nobody listens");
  return there ? 0 : 1;
}
