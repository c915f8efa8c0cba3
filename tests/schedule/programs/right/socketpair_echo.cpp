// A stream and a datagram socket pair between two processes; the stream ends by shutdown.
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int stream[2], datagram[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, stream) != 0 || socketpair(AF_UNIX, SOCK_DGRAM, 0, datagram) != 0) return 1;
  const pid_t child = fork();
  char buffer[16];
  if (child == 0) {
    close(stream[0]);
    ssize_t got, sum = 0;
    while ((got = recv(stream[1], buffer, sizeof buffer, 0)) > 0) sum += got;
    const char count = static_cast<char>('0' + sum);
    _exit(send(datagram[1], &count, 1, 0) == 1 ? 0 : 1);
  }
  close(stream[1]);
  if (send(stream[0], "abc", 3, 0) != 3 || write(stream[0], "de", 2) != 2) return 1;
  shutdown(stream[0], SHUT_WR);
  const ssize_t got = recv(datagram[0], buffer, sizeof buffer, 0);
  int status;
  waitpid(child, &status, 0);
  printf("%c\n", buffer[0]);
  return got == 1 && buffer[0] == '5' && status == 0 ? 0 : 1;
}
