@NullMarked
package io.opencoc.plugin.huawei;

import org.jspecify.annotations.NullMarked;
