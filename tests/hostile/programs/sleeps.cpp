// Sleeps for an hour.
#include <unistd.h>

int main() {
  ::sleep(3600);
}
