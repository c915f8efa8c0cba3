// Pretends to be a sanitizer, and to have been right.
#include <cstdio>
#include <unistd.h>

int main() {
  std::fputs("=================================================================\n"
             "==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000011\n"
             "    #0 0x4a in main sender.cpp:1\n", stderr);
  return 99;
}
