#include "observe/lines.hpp"

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <memory>
#include <string_view>

namespace ipclab::observe {
namespace {

constexpr std::string_view kUnnamed = "(anonymous namespace)::";

bool is_system_file(std::string_view path) {
  return path.starts_with("/usr/include/") || path.starts_with("/usr/lib/");
}

std::string without_folders(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

// Where an inlined function was called from: DW_AT_call_file, DW_AT_call_line.
std::optional<SourceLine> called_from(Dwarf_Die* unit, Dwarf_Die* inlined) {
  Dwarf_Attribute attribute;
  Dwarf_Word file = 0, line = 0;
  Dwarf_Files* files = nullptr;
  std::size_t count = 0;
  if (dwarf_formudata(dwarf_attr(inlined, DW_AT_call_file, &attribute), &file) != 0 ||
      dwarf_formudata(dwarf_attr(inlined, DW_AT_call_line, &attribute), &line) != 0 ||
      dwarf_getsrcfiles(unit, &files, &count) != 0 || file >= count)
    return std::nullopt;
  const char* path = dwarf_filesrc(files, file, nullptr, nullptr);
  if (path == nullptr) return std::nullopt;
  return SourceLine{path, static_cast<int>(line), {}};
}

std::optional<SourceLine> at_address(Dwfl_Module* module, Dwarf_Addr pc) {
  Dwfl_Line* row = dwfl_module_getsrc(module, pc);
  int line = 0;
  const char* path = row == nullptr ? nullptr : dwfl_lineinfo(row, nullptr, &line, nullptr, nullptr, nullptr);
  if (path == nullptr || line <= 0) return std::nullopt;
  return SourceLine{path, line, {}};
}

struct Scopes {
  std::unique_ptr<Dwarf_Die[], decltype(&std::free)> all{nullptr, &std::free};
  int count = 0;
};

// The blocks and functions around an address, innermost first. dwarf_getscopes(3) goes on from an inlined function to
// where it was written; where it was inlined is what dwarf_getscopes_die(3) tells.
Scopes scopes_at(Dwarf_Die* unit, Dwarf_Addr pc) {
  Dwarf_Die* found = nullptr;
  Scopes result;
  if (dwarf_getscopes(unit, pc, &found) <= 0) return result;
  const std::unique_ptr<Dwarf_Die[], decltype(&std::free)> innermost(found, &std::free);
  found = nullptr;
  result.count = dwarf_getscopes_die(innermost.get(), &found);
  result.all.reset(found);
  return result;
}

bool is_function(Dwarf_Die* scope) {
  const int tag = dwarf_tag(scope);
  return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine;
}

}  // namespace

std::vector<SourceLine> source_lines(Dwfl_Module* module, Dwarf_Addr pc) {
  std::vector<SourceLine> lines;
  auto here = at_address(module, pc);
  Dwarf_Addr bias = 0;
  Dwarf_Die* unit = here ? dwfl_module_addrdie(module, pc, &bias) : nullptr;
  Scopes scopes = unit == nullptr ? Scopes{} : scopes_at(unit, pc - bias);
  for (int i = 0; i < scopes.count && here; ++i) {
    Dwarf_Die* scope = scopes.all.get() + i;
    if (!is_function(scope)) continue;
    if (!is_system_file(here->file)) {
      const char* name = dwarf_diename(scope);
      lines.push_back({without_folders(here->file), here->line, name == nullptr ? "" : name});
    }
    if (dwarf_tag(scope) != DW_TAG_inlined_subroutine) return lines;  // of a header: none; ask its caller
    here = called_from(unit, scope);
  }
  if (lines.empty() && here && !is_system_file(here->file)) lines.push_back({without_folders(here->file), here->line, ""});
  return lines;
}

std::optional<SourceLine> source_line(Dwfl_Module* module, Dwarf_Addr pc) {
  std::vector<SourceLine> lines = source_lines(module, pc);
  if (lines.empty()) return std::nullopt;
  return std::move(lines.front());
}

std::string readable_name(const char* symbol) {
  std::string name = symbol;
  name.resize(std::min(name.find('@'), name.size()));
  int status = -1;
  // Only what is mangled: "m" is a good name for a variable, and the mangled form of unsigned long.
  if (name.starts_with("_Z")) {
    const std::unique_ptr<char, decltype(&std::free)> plain(
        abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
    if (status == 0) name = plain.get();
    for (std::size_t at; (at = name.find(kUnnamed)) != std::string::npos;) name.erase(at, kUnnamed.size());
    name.resize(std::min(name.find('('), name.size()));
    return name;
  }
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && dot > 0 && name.find_first_not_of("0123456789", dot + 1) == std::string::npos)
    name.resize(dot);
  return name;
}

std::string function_name(Dwfl_Module* module, Dwarf_Addr pc) {
  GElf_Off offset = 0;
  GElf_Sym symbol{};
  const char* name = dwfl_module_addrinfo(module, pc, &offset, &symbol, nullptr, nullptr, nullptr);
  if (name == nullptr || GELF_ST_TYPE(symbol.st_info) != STT_FUNC || offset >= symbol.st_size) return {};
  std::string plain = readable_name(name);
  plain.erase(0, std::min(plain.find_first_not_of('_'), plain.size()));  // __read; __interceptor_read of sanitizers
  if (constexpr std::string_view kIntercepted = "interceptor_"; plain.starts_with(kIntercepted))
    plain.erase(0, kIntercepted.size());
  return plain;
}

}  // namespace ipclab::observe
