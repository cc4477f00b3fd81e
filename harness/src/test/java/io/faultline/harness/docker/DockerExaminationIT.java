package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the doctor says of a machine that has all it takes for containers. */
@NeedsDocker
class DockerExaminationIT {
    @Test
    void aMachineThatHasAllOfItIsFoundWellInOneLineEach() {
        List<DockerExamination.Finding> findings = DockerExamination.examine();

        assertThat(findings)
                .extracting(DockerExamination.Finding::what)
                .containsExactly("engine", "engine memory", "java image", "proxy image", "ports", "node clock");
        assertThat(findings)
                .allSatisfy(
                        finding -> assertThat(finding.ok()).as(finding.text()).isTrue())
                .allSatisfy(finding -> assertThat(finding.text()).isNotBlank().doesNotContain("\n"));
    }
}
