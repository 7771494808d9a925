package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTests {

    @ParameterizedTest
    @CsvSource({"431003199001010052, 4310**********0052", "A1234, A***4", "123, ***", "'', ''"})
    void documents(String number, String masked) {
        assertThat(Masks.document(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"13900000000, 139****0000", "+8613900000000, +86139****0000", "8123456, *****56", "110, **0", "1, *", "'', ''"})
    void phones(String number, String masked) {
        assertThat(Masks.phone(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"liwenjing@school.example, l***@school.example", "李文静@school.example, 李***@school.example", "l@school.example, ***@school.example"})
    void emails(String address, String masked) {
        assertThat(Masks.email(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"李文静, 李*静", "李静, 李*", "静, *", "欧阳文静, 欧**静", "𬎆静文, 𬎆*文", "阿依努尔·买买提, 阿******提"})
    void namesOnPublicPages(String name, String masked) {
        assertThat(Masks.publicName(name)).isEqualTo(masked);
    }
}
