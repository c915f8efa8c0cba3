// ipclab --version: the project's, and where git(1) was there when it was built, the commit.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/terminal.hpp"

namespace ipclab::app {

int show_version(const VersionOptions& /*options*/) {
  const std::string commit = IPCLAB_COMMIT;
  print("IPC Lab " IPCLAB_VERSION + (commit.empty() ? "" : " (" + commit + ")") + "\n");
  return kAllPassed;
}

}  // namespace ipclab::app
