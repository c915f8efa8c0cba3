// A server on a local socket, made before the fork so that every client finds it; three clients.
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  snprintf(address.sun_path, sizeof address.sun_path, "/tmp/server.%d", static_cast<int>(getpid()));
  const int server = socket(AF_UNIX, SOCK_STREAM, 0);
  if (bind(server, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(server, 8) != 0) return 1;
  for (int i = 1; i <= 3; ++i)
    if (fork() == 0) {
      const int client = socket(AF_UNIX, SOCK_STREAM, 0);
      if (connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) _exit(1);
      const char number = static_cast<char>(i);
      char answer = 0;
      if (write(client, &number, 1) != 1 || read(client, &answer, 1) != 1) _exit(1);
      _exit(answer == 2 * number ? 0 : 1);
    }
  int sum = 0, status, failed = 0;
  for (int i = 0; i < 3; ++i) {
    const int client = accept(server, nullptr, nullptr);
    char number;
    if (read(client, &number, 1) != 1) return 1;
    sum += number;
    number = static_cast<char>(2 * number);
    if (write(client, &number, 1) != 1) return 1;
    close(client);
  }
  while (wait(&status) > 0) failed |= status;
  unlink(address.sun_path);
  printf("%d\n", sum);
  return sum == 6 && failed == 0 ? 0 : 1;
}
