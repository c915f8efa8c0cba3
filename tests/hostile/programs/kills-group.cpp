// Kills everything in its process group.
#include <csignal>

int main() {
  ::kill(0, SIGKILL);
}
