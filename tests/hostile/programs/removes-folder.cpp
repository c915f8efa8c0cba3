// Removes the folder it works in and goes on.
#include <cstdio>
#include <unistd.h>

int main() {
  char here[4096];
  if (::getcwd(here, sizeof here) != nullptr) ::rmdir(here);
  std::fopen("file", "w");
  return 3;
}
