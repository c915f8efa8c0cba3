add_library(ipclab_warnings INTERFACE)
add_library(ipclab::warnings ALIAS ipclab_warnings)
target_compile_options(ipclab_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wnon-virtual-dtor -Wold-style-cast)
# g++ 12 sees an overlap in  "text" + std::string  where there is none (GCC bug 105651).
target_compile_options(ipclab_warnings INTERFACE
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
