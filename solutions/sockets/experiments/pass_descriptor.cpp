// A child makes a pipe after the fork, so that its parent knows nothing of
// it. It hands the read end to its parent: as a number in a message
// ("number"), or as a descriptor, with SCM_RIGHTS ("descriptor").
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// A message of one int, and the room for one descriptor beside it.
struct Letter {
  int number = -1;
  iovec part = {&number, sizeof number};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  msghdr header = {};
  Letter() { header.msg_iov = &part, header.msg_iovlen = 1; }
  cmsghdr* descriptor() {
    header.msg_control = room, header.msg_controllen = sizeof room;
    return CMSG_FIRSTHDR(&header);
  }
};

int main(int, char** argv) {
  bool properly = strcmp(argv[1], "descriptor") == 0;
  int ends[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  Letter letter;
  if (fork() == 0) {
    int own[2];
    pipe(own);
    write(own[1], "hello", 5);
    letter.number = own[0];
    if (properly) {
      cmsghdr* rights = letter.descriptor();
      *rights = {CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
      memcpy(CMSG_DATA(rights), &own[0], sizeof(int));
    }
    sendmsg(ends[1], &letter.header, 0);
    _exit(0);
  }
  letter.descriptor();
  recvmsg(ends[0], &letter.header, 0);
  wait(nullptr);
  int fd = letter.number;
  if (properly)
    memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&letter.header)), sizeof fd);
  char text[6] = {};
  if (read(fd, text, 5) < 0)
    dprintf(1, "read failed with %s\n", strerrorname_np(errno));
  else
    dprintf(1, "the parent reads %s\n", text);
}
