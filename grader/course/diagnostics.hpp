// What matters of a compiler's or linker's message: where and what, without the rest.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::course {

struct Diagnostic {
  enum class Kind { error, warning } kind = Kind::error;
  std::string file;     // as the student knows it; empty when none is named
  int line = 0;         // 0 when none is named
  int column = 0;
  std::string message;
  std::string source = {};  // that line, as the compiler shows it; empty when it does not
};

// g++'s and ld's messages in their order, each once. Text that is neither is left out.
[[nodiscard]] std::vector<Diagnostic> diagnostics_in(std::string_view log);

}  // namespace ipclab::course
