// Attaches a segment, forks, and lets the child execute this program
// again. Who has the segment attached?
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

// Segments that are attached here stand as /SYSV... in the memory map.
const char* attached() {
  FILE* maps = fopen("/proc/self/maps", "r");
  char line[500];
  while (fgets(line, sizeof line, maps) != nullptr)
    if (strstr(line, "/SYSV") != nullptr) return "attached";
  return "not attached";
}

int main(int argc, char** argv) {
  if (argc > 1) {
    dprintf(1, "after exec: %s\n", attached());
    return 0;
  }
  int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  int* number = static_cast<int*>(shmat(id, nullptr, 0));
  shmctl(id, IPC_RMID, nullptr);
  if (fork() == 0) {
    *number = 42;
    dprintf(1, "the child: %s\n", attached());
    execl("/proc/self/exe", argv[0], "again", nullptr);
  }
  wait(nullptr);
  dprintf(1, "the parent reads %d\n", *number);
}
