#include "app/app.hpp"

int main(int argc, char** argv) {
  // A world's host is this same program: it must be light, so nothing comes before this.
  if (const int status = ipclab::app::host_main_if_asked(argc, argv); status >= 0) return status;
  return ipclab::app::run(argc, argv);
}
