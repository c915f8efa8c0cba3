// What is left in a world at the end of a trial, found before it is cleared.
#pragma once
#include <string>
#include <sys/types.h>
#include <vector>

namespace ipclab::world {

struct LeftProcess {
  pid_t pid = 0, parent = 0;
  std::string command;               // comm, proc(5)
  char state = '?';                  // R S D T Z
  std::vector<std::string> open;     // descriptors above 2: "3 -> pipe:[8812] (write end)"
};

struct LeftObject {
  std::string kind;   // shm, sem, msg (System V); posix-shm, posix-sem, posix-mq; fifo, socket, file
  std::string name;   // "key 4660 = 0x1234, id 3", "/dev/shm/x", "/lab/channel"
  uid_t owner = 0;
};

struct Leftovers {
  std::vector<LeftProcess> processes;  // zombies too (state Z), with their parent
  std::vector<LeftObject> objects;     // files only inside the working directory and /tmp
};

// A key of System V IPC, as programs write it and as ipcs(1) shows it: "4660 = 0x1234".
[[nodiscard]] std::string key_words(int key);

}  // namespace ipclab::world
