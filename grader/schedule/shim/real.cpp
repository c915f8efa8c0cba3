#include "schedule/shim/real.hpp"

#include <dlfcn.h>
#include <gnu/libc-version.h>

// The linker's names for the ends of the section that REAL fills.
extern "C" ipclab::shim::Real __start_ipclab_real[] __attribute__((visibility("hidden")));
extern "C" ipclab::shim::Real __stop_ipclab_real[] __attribute__((visibility("hidden")));

namespace ipclab::shim {
namespace {

#if defined(__x86_64__)
bool begins(const char* text, const char* start) {
  while (*start != '\0')
    if (*text++ != *start++) return false;
  return true;
}

// Before glibc 2.36 dlsym(RTLD_NEXT) gives the oldest version of a function (glibc bug 14932), and the oldest
// conditions and timers have another layout. Asking for a version always would pass over the functions of a sanitizer,
// which have none, so only old libraries are asked that way.
bool oldest_is_found() {
  const char* version = gnu_get_libc_version();
  if (version[0] != '2' || version[1] != '.') return false;
  int minor = 0;
  for (const char* digit = version + 2; *digit >= '0' && *digit <= '9'; ++digit) minor = minor * 10 + (*digit - '0');
  return minor < 36;
}

void* newest(const char* name) {
  if (begins(name, "pthread_cond_")) return dlvsym(RTLD_NEXT, name, "GLIBC_2.3.2");
  if (!begins(name, "timer_")) return nullptr;
  void* found = dlvsym(RTLD_NEXT, name, "GLIBC_2.34");
  return found != nullptr ? found : dlvsym(RTLD_NEXT, name, "GLIBC_2.3.3");
}
#else
bool oldest_is_found() { return false; }  // there is one version only
void* newest(const char*) { return nullptr; }
#endif

}  // namespace

void* Real::look_up() {
  void* found = oldest_is_found() ? newest(name) : nullptr;
  function = found != nullptr ? found : dlsym(RTLD_NEXT, name);
  return function;
}

void look_up_all() {
  for (Real* real = __start_ipclab_real; real != __stop_ipclab_real; ++real) real->get();
}

}  // namespace ipclab::shim
