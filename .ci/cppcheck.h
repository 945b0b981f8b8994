/* What cppcheck, which reads no system header, must know of the libraries' macros. */
#define cJSON_ArrayForEach(item, array)                                                  \
    for (item = (array) ? (array)->child : 0; item; item = item->next)
