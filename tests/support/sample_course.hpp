// A small course in a folder of its own, for the tests of course/, report/ and app/: two labs, of which `pipe` has two
// steps. Its scenarios do nothing; what runs is none of these tests' business.
#pragma once
#include "check/lab.hpp"
#include <filesystem>
#include <string>
#include <vector>

namespace ipclab::tests {

// A fresh folder below the system's temporary one, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file, with the folders above it. Returns its path.
  std::filesystem::path write(const std::filesystem::path& name, const std::string& text) const;
  [[nodiscard]] std::string read(const std::filesystem::path& name) const;  // empty when there is none

 private:
  std::filesystem::path path_;
};

// pipe: step 1 sender (checks sender-ends, whole-lines, keeps-quiet), step 2 relay (ends-with-input, heading).
// fifo: step 1 writer (says-usage).
class SampleCourse {
 public:
  SampleCourse();
  [[nodiscard]] const std::filesystem::path& root() const { return folder_.path(); }
  [[nodiscard]] const std::vector<const check::Lab*>& labs() const { return labs_; }
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
  std::vector<const check::Lab*> labs_;
};

}  // namespace ipclab::tests
