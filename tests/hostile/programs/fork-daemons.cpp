// Every process leaves family and session, and makes more.
#include <unistd.h>

int main() {
  ::alarm(60);
  for (long n = 0; n < 100'000; ++n) {
    if (::fork() != 0) continue;
    ::alarm(60);
    ::setsid();
    if (::fork() != 0) ::_exit(0);
    ::alarm(60);
  }
}
