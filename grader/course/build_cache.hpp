// Built programs from earlier runs. An entry holds its manifest, that is every input of the build as it was (source
// bytes, given bytes, flags, compiler), and counts only when that is equal byte by byte to what would go in now: no
// hash, no times. An entry is one file, written beside and renamed, so a run that is killed in the middle leaves the
// old entry or the new one; anything damaged is simply no entry.
#pragma once
#include "posix/fd.hpp"
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ipclab::course {

class BuildCache {
 public:
  struct Entry {
    std::string log;        // what the compiler wrote when it was built
    posix::Fd executable;   // a memory file
  };

  explicit BuildCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // `slot` names the place, one a program and kind of build; what lay there before is replaced.
  [[nodiscard]] std::optional<Entry> find(const std::string& slot, std::string_view manifest) const;
  // Never fails the build: when it cannot be kept, trouble() says why and the program lives for this run only.
  void keep(const std::string& slot, std::string_view manifest, std::string_view log, int executable);
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  [[nodiscard]] std::string path_of(const std::string& slot) const { return (folder_ / slot).string(); }
  std::filesystem::path folder_;
  std::string trouble_;  // the first one
};

}  // namespace ipclab::course
