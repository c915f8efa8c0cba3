#include "app/tree.hpp"

#include "posix/error.hpp"

#include <cerrno>

namespace fs = std::filesystem;

namespace ipclab::app {

course::Tree tree_of(const fs::path& root, const std::string& dir, bool solutions) {
  if (solutions) return {root / "solutions", "solutions", "solutions"};
  if (dir.empty()) return {root / "labs", "labs", "labs"};
  std::error_code trouble;
  const fs::path folder = fs::canonical(dir, trouble);
  if (trouble) throw posix::Error("--dir", dir, trouble.value());
  if (!fs::is_directory(folder)) throw posix::Error("--dir", dir, ENOTDIR);
  if (fs::equivalent(folder, root / "labs", trouble)) return {folder, "labs", "labs"};
  return {folder, dir, "dir"};
}

}  // namespace ipclab::app
