// Will be woken in an hour.
#include <unistd.h>

int main() {
  ::alarm(3600);
  ::pause();
}
