// A small file in .ipclab/ that remembers something between runs: written whole and in one step (rename(2)). One that is
// damaged is moved aside with a note; one that can be neither read nor moved is left alone, and nothing is written.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

namespace ipclab::course {

class KeptFile {
 public:
  // `what` the note calls what is lost: "progress".
  KeptFile(std::filesystem::path file, std::string what) : file_(std::move(file)), what_(std::move(what)) {}

  // Hands over what stands in it, if it is there; `understand` says whether it could be read as such. Never throws for
  // what is in it: see note().
  void read(const std::function<bool(const std::string& text)>& understand);
  // Throws posix::Error.
  void write(const std::string& text) const;
  // Not empty: the file was damaged, and where it is now.
  [[nodiscard]] const std::string& note() const { return note_; }

 private:
  void put_aside();
  std::filesystem::path file_;
  std::string what_, note_;
  bool keep_ = true;
};

}  // namespace ipclab::course
