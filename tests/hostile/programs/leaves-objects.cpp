// Ends well, but leaves what the kernel keeps.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/shm.h>
#include <sys/stat.h>

int main() {
  ::shmget(0x1bc0ffed, 4096, IPC_CREAT | 0666);
  ::msgget(0x1bc0ffed, IPC_CREAT | 0666);
  ::shm_open("/ipclab-hostile", O_CREAT | O_RDWR, 0666);
  ::mkfifo("channel", 0666);
}
