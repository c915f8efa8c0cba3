// A file of the course itself (a master, a lab's data) that is not what it should be: an author's mistake, told with
// its place. Never about a student's file.
#pragma once
#include <stdexcept>
#include <string>

namespace ipclab::course {

class Malformed : public std::runtime_error {
 public:
  // `line` counts from 1; 0 when the whole file is meant.
  Malformed(std::string file, int line, const std::string& what);
  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  [[nodiscard]] int line() const noexcept { return line_; }

 private:
  std::string file_;
  int line_;
};

}  // namespace ipclab::course
