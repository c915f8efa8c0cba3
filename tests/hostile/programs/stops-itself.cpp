// Stops, and nobody is there to continue it.
#include <csignal>

int main() {
  ::raise(SIGSTOP);
}
