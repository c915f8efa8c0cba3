// Which of the student's files have been saved: inotify(7) on the folders of the steps, for editors write a new file
// and rename it as often as they write into the old one.
#pragma once
#include "app/standing.hpp"
#include "posix/fd.hpp"
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ipclab::app {

class SavedFiles {
 public:
  // When it cannot watch, trouble() says why and nothing is ever saved.
  explicit SavedFiles(const course::Catalog& catalog);

  struct Saved {
    std::vector<Position> steps;  // whose files were saved or are gone, each once, the last one last
    bool unsure = false;          // folders came or went, or too much happened at once: anything may have changed
  };
  // Readable when there is something to take.
  [[nodiscard]] int fd() const { return fd_.get(); }
  // What has happened since the last call. Does not wait.
  [[nodiscard]] Saved take();
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  void add_all();
  void add(const std::filesystem::path& folder);
  void note(const std::string& name, Saved& saved) const;

  const course::Catalog& catalog_;
  posix::Fd fd_;
  std::map<int, std::filesystem::path> folders_;  // watch -> below labs/
  std::string trouble_;
};

}  // namespace ipclab::app
